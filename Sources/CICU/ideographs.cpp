// The words of a run are those with the least sum of costs, as Viterbi's algorithm finds them: the dictionary has a cost for each
// word, the smaller the more frequent it is. What it costs to leave a character alone and to take katakana together, and how long
// words are at most, are figures of ICU's own (dictbe.cpp); a test holds the words against those of its iterator.
//
// Most of the iterator's time goes into looking for the first character of a word among all there are. Here the place that each leads
// to is kept.
#include "ideographs.h"

#include <cstdlib>
#include <cstring>
#include <unicode/ucharstrie.h>
#include <unicode/udata.h>

namespace {

// Characters of three bytes in UTF-8 that normalization leaves alone.
constexpr int32_t first_character = 0x3005;
constexpr int32_t last_character = 0x9FFF;
constexpr int32_t most_characters = 1024;

constexpr int32_t longest_word = 20;
constexpr uint32_t cost_of_a_character = 255;
constexpr uint32_t unreached = UINT32_MAX;

bool is_known(int32_t character) {
  return (character >= 0x4E00 && character <= last_character) || (character >= 0x3041 && character <= 0x3096) ||
         (character >= 0x30A1 && character <= 0x30FA) || character == 0x30FC || character == first_character;
}

bool is_katakana(int32_t character) { return character >= 0x30A1 && character <= 0x30FC && character != 0x30FB; }

// What it costs to take so many katakana for a word.
uint32_t cost_of_katakana(int32_t length) {
  static const uint32_t costs[] = {8192, 984, 408, 240, 204, 252, 300, 372, 480};
  return length <= 8 ? costs[length] : 8192;
}

// What the dictionary has of the words that begin with a character.
struct Root {
  // Where their other characters are found.
  uint64_t state;
  // One more than the cost of the character as a word; 0: it is none.
  uint16_t cost;
  bool is_read;
  bool goes_on;
};

}  // namespace

struct lect_ideographs {
  UDataMemory *data;
  icu::UCharsTrie *dictionary;
  Root *roots;
  uint16_t characters[most_characters];
  // The least cost of all words up to a place, and where the last of them begins.
  uint32_t costs[most_characters + 1];
  uint16_t starts[most_characters + 1];

  const Root &root(int32_t character) {
    Root &root = roots[character - first_character];
    if (root.is_read) return root;
    root.is_read = true;
    UStringTrieResult found = dictionary->reset().first(character);
    if (USTRINGTRIE_HAS_VALUE(found)) root.cost = static_cast<uint16_t>(dictionary->getValue() + 1);
    root.goes_on = USTRINGTRIE_HAS_NEXT(found);
    if (root.goes_on) root.state = dictionary->getState64();
    return root;
  }

  void reach(int32_t end, int32_t start, uint32_t cost) {
    if (costs[start] + cost >= costs[end]) return;
    costs[end] = costs[start] + cost;
    starts[end] = static_cast<uint16_t>(start);
  }

  // Tries all words that begin at a place that is reached.
  void follow(int32_t start, int32_t count) {
    const Root &first = root(characters[start]);
    reach(start + 1, start, first.cost > 0 ? first.cost - 1u : cost_of_a_character);
    if (!first.goes_on) return;
    dictionary->resetToState64(first.state);
    int32_t most = count - start < longest_word ? count : start + longest_word;
    for (int32_t place = start + 1; place < most; place++) {
      UStringTrieResult found = dictionary->next(characters[place]);
      if (USTRINGTRIE_HAS_VALUE(found)) reach(place + 1, start, static_cast<uint32_t>(dictionary->getValue()));
      if (!USTRINGTRIE_HAS_NEXT(found)) return;
    }
  }

  // Tries the katakana from a place on as one word.
  void follow_katakana(int32_t start, int32_t count) {
    int32_t end = start + 1;
    while (end < count && end - start < longest_word && is_katakana(characters[end])) end++;
    if (end - start < longest_word) reach(end, start, cost_of_katakana(end - start));
  }
};

extern "C" lect_ideographs *lect_ideographs_open(void) {
  UErrorCode status = U_ZERO_ERROR;
  UDataMemory *data = udata_open(U_ICUDATA_NAME U_TREE_SEPARATOR_STRING "brkitr", "dict", "cjdict", &status);
  if (U_FAILURE(status)) return nullptr;
  UDataInfo info = {};
  info.size = sizeof info;
  udata_getInfo(data, &info);
  // Eight numbers, of which the first is where the trie begins and the fifth says what kind it is of: 1 has units of 16 bits.
  const int32_t *numbers = static_cast<const int32_t *>(udata_getMemory(data));
  bool is_right = memcmp(info.dataFormat, "Dict", 4) == 0 && info.formatVersion[0] == 1 && (numbers[4] & 7) == 1;
  auto made = is_right ? static_cast<lect_ideographs *>(calloc(1, sizeof(lect_ideographs))) : nullptr;
  if (made == nullptr) {
    udata_close(data);
    return nullptr;
  }
  made->data = data;
  made->roots = static_cast<Root *>(calloc(last_character - first_character + 1, sizeof(Root)));
  // ICU's classes answer with null where there is no memory.
  made->dictionary = new icu::UCharsTrie(reinterpret_cast<const char16_t *>(numbers + numbers[0] / 4));
  if (made->roots == nullptr || made->dictionary == nullptr) {
    lect_ideographs_close(made);
    return nullptr;
  }
  return made;
}

extern "C" void lect_ideographs_close(lect_ideographs *ideographs) {
  if (ideographs == nullptr) return;
  delete ideographs->dictionary;
  free(ideographs->roots);
  udata_close(ideographs->data);
  free(ideographs);
}

extern "C" int32_t lect_ideographs_cut(
    lect_ideographs *ideographs, const uint8_t *text, int32_t length, int32_t *ends, int32_t capacity) {
  if (length <= 0 || length % 3 != 0 || length / 3 > most_characters) return -1;
  int32_t count = length / 3;
  for (int32_t place = 0; place < count; place++) {
    const uint8_t *bytes = text + place * 3;
    int32_t character = (bytes[0] & 0x0F) << 12 | (bytes[1] & 0x3F) << 6 | (bytes[2] & 0x3F);
    if ((bytes[0] & 0xF0) != 0xE0 || !is_known(character)) return -1;
    ideographs->characters[place] = static_cast<uint16_t>(character);
    ideographs->costs[place + 1] = unreached;
  }
  ideographs->costs[0] = 0;
  bool was_katakana = false;
  for (int32_t place = 0; place < count; place++) {
    // Every place is reached, if by single characters only.
    ideographs->follow(place, count);
    bool is_first = is_katakana(ideographs->characters[place]) && !was_katakana;
    if (is_first) ideographs->follow_katakana(place, count);
    was_katakana = is_katakana(ideographs->characters[place]);
  }
  int32_t words = 0;
  for (int32_t end = count; end > 0; end = ideographs->starts[end]) words++;
  if (words > capacity) return -1;
  int32_t word = words;
  for (int32_t end = count; end > 0; end = ideographs->starts[end]) ends[--word] = end * 3;
  return words;
}
