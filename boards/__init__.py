"""The board: one shared surface, edited by everyone, with every act in its log."""
